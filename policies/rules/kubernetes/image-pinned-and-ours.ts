import { fault } from "../../rule";
import { isOurs, parseImage } from "../../subjects/image";
import { podRule } from "../../subjects/pod";

export const imagePinnedAndOurs = podRule({
  id: "image-pinned-and-ours",
  description:
    "Images are the platform's own, by a tag that stays, or others' from a listed place, by digest.",
  remediation:
    "Push it to the platform's registry, or write it with its digest (name:version@sha256:…) from a registry of the list.",
  severity: "high",
  level: "mandatory",
  references: { CKV: ["CKV_K8S_43"], "CIS-EKS": ["5.1.4"] },
  settings: {
    registries: {
      type: "array",
      items: { type: "string" },
      default: ["public.ecr.aws", "quay.io/prometheus", "registry.k8s.io", "docker.io/grafana"],
    },
  },
  check: (pod, settings) =>
    pod.containers
      .filter(({ reading }) => !pod.isPatch || reading.has("image"))
      .flatMap(({ label, reading }) => {
        const image = () => parseImage(reading.string("image") ?? "");
        return [
          fault(`${label} has an image from a place that is not listed`, () => {
            const { repository } = image();
            const isListed = settings
              .strings("registries")
              .some((place) => repository.startsWith(`${place}/`));
            return !isOurs(image()) && !isListed;
          }),
          fault(
            `${label} has an image that may change under its name`,
            () =>
              image().digest === undefined && !(isOurs(image()) && (image().tag ?? "latest") !== "latest"),
          ),
        ];
      }),
});
