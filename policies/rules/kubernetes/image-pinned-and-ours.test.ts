import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment, patch, POD } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { imagePinnedAndOurs } from "./image-pinned-and-ours";

const image = (name: string) => ({ [`${CONTAINER}.image`]: name });
const digest = `@sha256:${"a".repeat(64)}`;
const ecr = "123456789012.dkr.ecr.us-east-1.amazonaws.com";

describeRule(imagePinnedAndOurs, {
  compliant: deployment({ image: `${ecr}/payment:1.2.3` }),
  fails: {
    "an own image without a tag": image(`${ecr}/payment`),
    "an own image by the tag that moves": image(`${ecr}/payment:latest`),
    "another's image by tag": image("quay.io/prometheus/prometheus:v3.14.0"),
    "another's image from elsewhere": image(`ghcr.io/someone/payment:1${digest}`),
    "an image of Docker Hub by its short name": image(`nginx:1.29${digest}`),
    "a user's image of Docker Hub by its short name": image(`someone/payment:1${digest}`),
    "a registry that only begins like a listed one": image(`registry.k8s.io.example.com/pause:3${digest}`),
    "a repository that only begins like a listed one": image(`quay.io/prometheus-fork/x:1${digest}`),
    "a registry with a port": image(`registry.k8s.io:5000/pause${digest}`),
    "a registry that looks like ECR": image(
      "123456789012.dkr.ecr.us-east-1.amazonaws.com.example.org/payment:1",
    ),
    "a name with ECR's address in it": image(`example.com/${ecr}/payment:1`),
    "an account that is none": image("12345.dkr.ecr.us-east-1.amazonaws.com/payment:1"),
    "no image": { [`${CONTAINER}.image`]: ABSENT },
    "an init container's": { [`${POD}.initContainers[0].image`]: "busybox" },
    "a patch to another's": where({ resource: patch({ image: "nginx" }) }),
    "a place that the stack leaves out": where({
      changes: image(`public.ecr.aws/x/y:1${digest}`),
      settings: { registries: ["registry.k8s.io"] },
    }),
  },
  passes: {
    "an own image by digest": image(`${ecr}/payment${digest}`),
    "an own image of the FIPS endpoint": image(
      "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/payment:1",
    ),
    "an own image in China": image("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/payment:1"),
    "another's image by tag and digest": image(`quay.io/prometheus/prometheus:v3.14.0${digest}`),
    "an image of AWS's public registry": image(`public.ecr.aws/aws-observability/x:1${digest}`),
    "an image of Kubernetes": image(`registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.0${digest}`),
    "an image of Grafana": image(`docker.io/grafana/grafana:13.2.0${digest}`),
    "an image of Grafana by its short name": image(`grafana/grafana:13.2.0${digest}`),
    "a user's image of Docker Hub where all of it is listed": where({
      changes: image(`nginx${digest}`),
      settings: { registries: ["docker.io/library"] },
    }),
    "a user of Docker Hub whose name begins like this machine's": where({
      changes: image(`localhost-fork/payment${digest}`),
      settings: { registries: ["docker.io/localhost-fork"] },
    }),
    "an image of this machine where that is listed": where({
      changes: image(`localhost/payment${digest}`),
      settings: { registries: ["localhost"] },
    }),
    "a patch without an image": where({ resource: patch({}) }),
  },
});
