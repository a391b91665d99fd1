import type { Service } from "../../services/definition";
import { awsDestinations } from "../pods/networkRules";
import type { Destination } from "../pods/networkRules";

/** Who may reach a service's pods, and what they may reach; everything else is refused. */
export interface Connections {
  readonly ingress: readonly { readonly namespace: string; readonly port: number }[];
  readonly egress: readonly Destination[];
}

/**
 * @param catalogue all services: a called one is reached on the port of its own definition
 * @param interfaceEndpoints AWS services that answer inside the VPC
 * @param databasePort of the service's database on RDS, if it has one
 */
export function connections(
  service: Service,
  catalogue: readonly Service[],
  interfaceEndpoints: readonly string[],
  databasePort?: number,
): Connections {
  const aws = [...(service.queue ? ["sqs"] : []), ...(service.topic ? ["sns"] : [])];
  const destinations: Destination[] = [
    { to: "dns" },
    { to: "podIdentityAgent" },
    ...service.calls.map((name) => ({ to: "pods", namespace: name, port: portOf(name, catalogue) }) as const),
    ...(databasePort === undefined ? [] : [{ to: "database", port: databasePort } as const]),
    ...(service.data?.engine === "dynamodb" ? [{ to: "dynamodb" } as const] : []),
    ...awsDestinations(aws, interfaceEndpoints),
    ...(service.externalHosts.length > 0 ? [{ to: "internet" } as const] : []),
  ];
  return {
    ingress: ["monitoring", ...service.calledBy].map((namespace) => ({ namespace, port: service.port })),
    egress: destinations.filter(
      ({ to }, index) => to !== "internet" || destinations.findIndex((other) => other.to === to) === index,
    ),
  };
}

export function portOf(name: string, catalogue: readonly Service[]): number {
  const called = catalogue.find((other) => other.name === name);
  if (called) return called.port;
  const known = catalogue.map((other) => other.name).join(", ");
  throw new Error(`A call goes to "${name}", which is no service of the catalogue (${known})`);
}
