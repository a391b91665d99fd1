/**
 * AWS and Kubernetes as far as a preview or a rehearsal needs them: what their providers make of inputs, what they
 * answer, and which resources the components of awsx and eks register. Nothing here talks to anyone; equal questions get
 * equal answers. Values are in wire form throughout (`../registration`).
 *
 * A remote component goes through two calls: `children` says what its plugin would register, `expand` resolves that
 * child by child through the caller's own registration, and gives back the component's outputs with the urns each of
 * them depends on. The component itself has the parent that `children` names, if it names one, and no inputs of its own.
 */
export type { ComponentContext, SimulationContext } from "./context";
export { expand } from "./component";
export type { ChildSpec, Component, RegisteredChild, ResolvedChild } from "./component";
export { children } from "./remote";
export { invoke } from "./invoke";
export { check, create } from "./provider";
export { isStateful, replaceOn } from "./replacement";
