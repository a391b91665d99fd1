import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment, POD } from "../../testing/deployment";
import { describeRule } from "../../testing/spec";
import { podHostPathsAndPorts } from "./pod-host-paths-and-ports";

describeRule(podHostPathsAndPorts, {
  compliant: deployment(
    { ports: [{ containerPort: 8080, hostPort: 0 }] },
    { volumes: [{ name: "tmp", emptyDir: {} }] },
  ),
  fails: {
    "a path of the node": { [`${POD}.volumes[0].hostPath.path`]: "/var/run" },
    "a second volume's path of the node": { [`${POD}.volumes[1].hostPath.path`]: "/var/run" },
    "a port of the node": { [`${CONTAINER}.ports[0].hostPort`]: 8080 },
    "a second port of the node": { [`${CONTAINER}.ports[1].hostPort`]: 1 },
  },
  passes: {
    "no pod": { spec: ABSENT },
    "no volumes": { [`${POD}.volumes`]: ABSENT },
    "no ports": { [`${CONTAINER}.ports`]: ABSENT },
    "no port of the node": { [`${CONTAINER}.ports[0].hostPort`]: ABSENT },
  },
});
