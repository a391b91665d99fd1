import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment, patch, POD } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podProbes } from "./pod-probes";

const probe = { httpGet: { path: "/health", port: 8080 } };
const withoutProbes = { [`${CONTAINER}.livenessProbe`]: ABSENT, [`${CONTAINER}.readinessProbe`]: ABSENT };
const template = { spec: { containers: [{ name: "setup" }] } };

describeRule(podProbes, {
  compliant: deployment({ livenessProbe: probe, readinessProbe: probe }),
  sameFor: ["kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet"],
  fails: {
    "no probes": withoutProbes,
    "no liveness": { [`${CONTAINER}.livenessProbe`]: ABSENT },
    "no readiness": { [`${CONTAINER}.readinessProbe`]: ABSENT },
    "a second container without": { [`${POD}.containers[1].name`]: "proxy" },
  },
  passes: {
    "an init container": { [`${POD}.initContainers[0].name`]: "first" },
    "a container for debugging": { [`${POD}.ephemeralContainers[0].name`]: "debug" },
    "a Job, which ends": where({ resource: { type: "kubernetes:batch/v1:Job" }, changes: withoutProbes }),
    "a CronJob, whose pods end": where({
      resource: {
        type: "kubernetes:batch/v1:CronJob",
        properties: { spec: { jobTemplate: { spec: { template } } } },
      },
    }),
  },
  notApplicable: { "a patch, which may leave it as it is": where({ resource: patch({}) }) },
});
