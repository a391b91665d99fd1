import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { formatSource } from "./diagnostics";
import { UNKNOWN, type Registration } from "./registration";
import { isObject, plain, type Properties } from "./simulation/wire";
import { providedPackage } from "./urn";

/** What a resource passes on to those that are registered under it. */
export interface HandedDown {
  /** Provider references by package, handed down by a component. */
  readonly providers: Readonly<Record<string, string>>;
  readonly transforms: readonly Callback[];
  /** As stated by the program; what was not is inherited further. */
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deletedWith: string;
}

const NOTHING: HandedDown = {
  providers: {},
  transforms: [],
  protect: undefined,
  retainOnDelete: undefined,
  deletedWith: "",
};

interface Known {
  registration: Registration;
  readonly handedDown: HandedDown;
}

type Identity = Pick<Registration, "urn" | "type" | "name">;

/** A custom resource of which nothing was stated but `stated`. */
export function registrationOf(stated: Identity & Partial<Registration>): Registration {
  return {
    custom: true,
    read: false,
    simulated: false,
    parent: undefined,
    provider: "",
    inputs: {},
    outputs: {},
    id: undefined,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    deleteBeforeReplace: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    aliases: [],
    source: undefined,
    ...stated,
  };
}

/** The resources registered so far, in order. */
export class KnownResources {
  private readonly byUrn = new Map<string, Known>();

  /** @throws Error that names both places if the URN is taken. */
  add(registration: Registration, handedDown: Partial<HandedDown> = {}): void {
    const { urn, source } = registration;
    const first = this.byUrn.get(urn)?.registration;
    if (first !== undefined) {
      const places = [first.source, source].map((place) =>
        place === undefined ? "an unknown line" : formatSource(place),
      );
      throw new Error(
        `Duplicate resource URN '${urn}'; first registered at ${places[0] ?? ""}, again at ${places[1] ?? ""}. ` +
          `Give one of the two another name.`,
      );
    }
    this.byUrn.set(urn, { registration, handedDown: { ...NOTHING, ...handedDown } });
  }

  get(urn: string): Known | undefined {
    return this.byUrn.get(urn);
  }

  registrations(): Registration[] {
    return [...this.byUrn.values()].map((known) => known.registration);
  }

  setOutputs(urn: string, outputs: Properties): void {
    const known = this.byUrn.get(urn);
    if (known === undefined) throw new Error(`outputs were given for ${urn}, which was never registered`);
    known.registration = { ...known.registration, outputs };
  }

  aliasesOf(urn: string): readonly string[] {
    return this.byUrn.get(urn)?.registration.aliases ?? [];
  }

  /** The transforms of a resource's parents, the nearest first. */
  inheritedTransforms(parent: string): readonly Callback[] {
    const known = this.byUrn.get(parent);
    if (known === undefined) return [];
    return [...known.handedDown.transforms, ...this.inheritedTransforms(known.registration.parent ?? "")];
  }

  /** The reference of the provider that serves `packageName` under `parent`, or nothing if the default does. */
  inheritedProvider(parent: string, packageName: string): string {
    const known = this.byUrn.get(parent);
    if (known === undefined) return "";
    const own = known.registration.provider;
    if (providedPackage(typeOfReference(own)) === packageName) return own;
    return known.handedDown.providers[packageName] ?? "";
  }

  /** Settings of the provider behind a reference, decoded: the SDKs write structured ones as JSON text. */
  providerInputs(reference: string): Properties {
    const inputs = this.byUrn.get(urnOfReference(reference))?.registration.inputs ?? {};
    return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, decoded(plain(value))]));
  }
}

/** The URN in a provider reference, `<urn>::<id>`. */
export function urnOfReference(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function typeOfReference(reference: string): string {
  return reference.split("::")[2] ?? "";
}

function decoded(value: unknown): unknown {
  if (typeof value !== "string" || value === UNKNOWN || !/^[[{]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) || isObject(parsed) ? parsed : value;
  } catch {
    return value; // Some text only begins like JSON.
  }
}
