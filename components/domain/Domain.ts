import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface DomainArgs {
  /** The stage's domain, such as `test.example.com`. Delegate it to the zone's name servers once. */
  readonly domain: string;
  /** Guards the zone against deletion: a new one gets other name servers. */
  readonly protect: boolean;
}

/** The public hosted zone of the stage. */
export class Domain extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  /** What the parent domain's NS record must name. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, args: DomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:domain:Domain", name, args, opts);

    const zone = new aws.route53.Zone(
      name,
      { name: args.domain, comment: "Public names of this stage", forceDestroy: false },
      { parent: this, protect: args.protect, retainOnDelete: args.protect },
    );
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;

    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
