import type { Fault } from "./fault";
import { infrastructureFaults } from "./infrastructure-faults";
import { kubernetesFaults } from "./kubernetes-faults";
import { serviceFaults } from "./service-faults";

/** What is wrong with the bad stack, one fault a line. */
export const faults: readonly Fault[] = [...infrastructureFaults, ...serviceFaults, ...kubernetesFaults];
