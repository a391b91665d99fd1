import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

const ALLOWED = [
  "name",
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

export const podVolumeTypes = podRule({
  id: "pod-volume-types",
  description: "Volumes are of the kinds that a pod cannot misuse.",
  remediation: `Use one of ${ALLOWED.slice(1).join(", ")}.`,
  severity: "medium",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  check: (pod) =>
    (pod.spec?.list("volumes") ?? []).map((volume) =>
      fault(`${pod.label}${volume.path} is of another kind`, () =>
        volume.keys().some((key) => !ALLOWED.includes(key) && volume.has(key)),
      ),
    ),
});
