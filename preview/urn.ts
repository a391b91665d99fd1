const ROOT_STACK_TYPE = "pulumi:pulumi:Stack";

/** A resource's identity in Pulumi's state; nothing here is known to AWS. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** Types of the parents and its own, joined with `$`; the stack itself is left out. */
  readonly qualifiedType: string;
  readonly name: string;
}

/** @throws Error that quotes `urn` if it is none. */
export function parseUrn(urn: string): Urn {
  const [head, project, qualifiedType, ...name] = urn.split("::");
  const stack = /^urn:pulumi:(.+)$/.exec(head ?? "")?.[1];
  if (stack === undefined || project === undefined || qualifiedType === undefined || name.length === 0) {
    throw new Error(`"${urn}" is not a URN such as urn:pulumi:test::commerce::aws:s3/bucket:Bucket::assets`);
  }
  return { stack, project, qualifiedType, name: name.join("::") };
}

export function formatUrn({ stack, project, qualifiedType, name }: Urn): string {
  return `urn:pulumi:${stack}::${project}::${qualifiedType}::${name}`;
}

/** The URN of a resource under `parent`; empty or absent for one without. */
export function childUrn(project: string, stack: string, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? "" : parseUrn(parent).qualifiedType;
  const qualifiedType = parentType === "" || parentType === ROOT_STACK_TYPE ? type : `${parentType}$${type}`;
  return formatUrn({ stack, project, qualifiedType, name });
}

export function typeOf(urn: string): string {
  return parseUrn(urn).qualifiedType.split("$").at(-1) ?? "";
}

export function isRootStack(urn: string): boolean {
  return parseUrn(urn).qualifiedType === ROOT_STACK_TYPE;
}

/** The package a type or function token belongs to; for the provider of a package, `pulumi`. */
export function packageOf(token: string): string {
  return token.split(":", 1)[0] ?? "";
}

/** The package a provider serves, or `undefined` for a type that is no provider's. */
export function providedPackage(type: string): string | undefined {
  return /^pulumi:providers:(.+)$/.exec(type)?.[1];
}
