import { ABSENT } from "../../testing/paths";
import { deployment, POD } from "../../testing/deployment";
import { describeRule } from "../../testing/spec";
import { podVolumeTypes } from "./pod-volume-types";

const kinds = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

describeRule(podVolumeTypes, {
  compliant: deployment({}, { volumes: [{ name: "tmp", emptyDir: {} }] }),
  fails: {
    "a path of the node": { [`${POD}.volumes[0].hostPath`]: { path: "/" } },
    "a file server": { [`${POD}.volumes[1]`]: { name: "share", nfs: { server: "nfs" } } },
  },
  passes: {
    "no pod": { spec: ABSENT },
    "no volumes": { [`${POD}.volumes`]: ABSENT },
    "another kind that is null": { [`${POD}.volumes[0].nfs`]: null },
    ...Object.fromEntries(kinds.map((kind) => [kind, { [`${POD}.volumes[0]`]: { name: "x", [kind]: {} } }])),
  },
});
