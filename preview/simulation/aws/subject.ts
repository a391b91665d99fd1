import { createHash } from "node:crypto";
import { dnsSuffixOf, partitionOf } from "../arn";
import type { SimulationContext } from "../context";
import type { Properties } from "../wire";

/** What AWS answers to a creation: the id, and what it computed. */
export type Answer = (subject: Subject) => { readonly id: string } & Properties;

/** The resource that is being answered for, and what its answers are made of. */
export class Subject {
  private readonly digest: string;

  constructor(
    readonly type: string,
    readonly logicalName: string,
    /** Without secrets' wrappings. */
    readonly inputs: Properties,
    readonly context: SimulationContext,
    attempt: number,
  ) {
    const { accountId, region } = context;
    this.digest = createHash("sha512")
      .update([type, logicalName, accountId, region, String(attempt)].join("\n"))
      .digest("hex");
  }

  get account(): string {
    return this.context.accountId;
  }

  get region(): string {
    return this.text("region") ?? this.context.region;
  }

  get dnsSuffix(): string {
    return dnsSuffixOf(this.region);
  }

  /** The same hexadecimal digits each time for the same resource. */
  hex(length: number): string {
    return this.digest.slice(0, length);
  }

  digits(length: number): string {
    return this.digest.replace(/[a-f]/g, (letter) => String(letter.charCodeAt(0) - 97)).slice(0, length);
  }

  /** `name`, or what the provider generates where none is given: the logical name and seven hexadecimal digits. */
  named(property = "name"): string {
    const prefix = this.text(`${property}Prefix`);
    return (
      this.text(property) ??
      (prefix === undefined ? `${this.logicalName}-${this.hex(7)}` : prefix + this.hex(26))
    );
  }

  text(property: string): string | undefined {
    const value = this.inputs[property];
    return typeof value === "string" ? value : undefined;
  }

  /** With region and account; `resource` as the service writes it. */
  arn(service: string, resource: string): string {
    return `arn:${partitionOf(this.region)}:${service}:${this.region}:${this.account}:${resource}`;
  }

  /** Of a service that knows no regions. */
  globalArn(service: string, resource: string): string {
    return `arn:${partitionOf(this.region)}:${service}::${this.account}:${resource}`;
  }

  uuid(): string {
    const hex = this.hex(32);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }
}
