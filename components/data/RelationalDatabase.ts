import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { RelationalEngine } from "../../services/definition";
import { type Engine, engines } from "./engines";
import { instanceIdentifier } from "./instanceIdentifier";

/** Master user of every instance; RDS keeps `admin`, `postgres` and `rdsadmin` for other uses. */
const masterUserName = "administrator";

export interface RelationalDatabaseArgs {
  readonly engine: RelationalEngine;
  /** Name of the one database; PostgreSQL's cannot change without a new instance. */
  readonly databaseName: string;
  /** Database user of the service that owns the data; a Job inside the VPC creates it. @default databaseName */
  readonly userName?: string;
  /** Major version, such as "18" of PostgreSQL or "8.4" of MySQL; RDS applies minor versions by itself. */
  readonly version: string;
  readonly instanceClass: string;
  readonly storageGiB: number;
  /** Storage grows by itself up to this. */
  readonly maxStorageGiB: number;
  /** Keeps a standby in another zone and fails over to it. */
  readonly multiZone: boolean;
  readonly backupRetentionDays: number;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets of at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The only security group whose members may connect. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
  /** KMS key of storage, snapshots, Database Insights and the master user's secret. */
  readonly keyArn: pulumi.Input<string>;
  /** KMS key of the log groups. */
  readonly logKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly protect: boolean;
}

/**
 * An instance of PostgreSQL or MySQL on RDS in private subnets, for one service. RDS keeps and rotates the master user's
 * password; the service's own user signs in with IAM. Creating that user and its grants is left to a Job inside the VPC,
 * because nothing outside of it reaches the instance.
 *
 * Neither a zone that drifts nor another storage type or size replaces the instance: the zone is no input, and RDS
 * changes the others in place. The engine, the key, PostgreSQL's database's name and the master user's name would
 * replace it.
 */
export class RelationalDatabase extends pulumi.ComponentResource {
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly databaseName: string;
  readonly userName: string;
  /** The instance's identifier, as CloudWatch's dimension `DBInstanceIdentifier` names it. */
  readonly identifier: pulumi.Output<string>;
  /** `db-…`, which IAM policies for `rds-db:connect` name. */
  readonly resourceId: pulumi.Output<string>;
  /** Secret with the master user's name and password, `{ username, password }`. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    // A component and all in it wait for its inputs: only the rule needs to wait for the clients' group.
    const { clientSecurityGroupId, ...inputs } = args;
    super("commerce:data:RelationalDatabase", name, inputs, opts);
    const { databaseName, protect, keyArn } = args;
    const engine = engines[args.engine];
    const parent = { parent: this };
    // Not generated: RDS writes to log groups named after the instance, and makes them itself, without retention or key,
    // if they do not exist before it.
    const identifier = instanceIdentifier(pulumi.getProject(), pulumi.getStack(), name);

    const securityGroup = this.securityGroup(name, engine, args.vpcId, clientSecurityGroupId);
    const subnetGroup = new aws.rds.SubnetGroup(name, { subnetIds: args.subnetIds }, parent);
    const instance = new aws.rds.Instance(
      name,
      {
        identifier,
        engine: engine.rdsName,
        engineVersion: args.version,
        autoMinorVersionUpgrade: true,
        instanceClass: args.instanceClass,
        multiAz: args.multiZone,
        ...(engine.makesDatabase && { dbName: databaseName }),
        username: masterUserName,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: keyArn,
        iamDatabaseAuthenticationEnabled: true,
        parameterGroupName: this.parameterGroup(name, engine, args.version).name,
        ...this.audit(name, engine, args),
        caCertIdentifier: "rds-ca-rsa2048-g1",
        storageType: "gp3",
        allocatedStorage: args.storageGiB,
        maxAllocatedStorage: args.maxStorageGiB,
        storageEncrypted: true,
        kmsKeyId: keyArn,
        port: engine.port,
        publiclyAccessible: false,
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [securityGroup.id],
        backupRetentionPeriod: args.backupRetentionDays,
        backupWindow: "03:00-04:00",
        maintenanceWindow: "sun:04:30-sun:05:30",
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: !protect,
        deletionProtection: protect,
        skipFinalSnapshot: !protect,
        finalSnapshotIdentifier: `${identifier}-final`,
        enabledCloudwatchLogsExports: [...engine.logs],
        databaseInsightsMode: "standard",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        performanceInsightsRetentionPeriod: 7,
      },
      {
        parent: this,
        protect,
        retainOnDelete: protect,
        dependsOn: this.logGroups(name, identifier, engine, args),
      },
    );

    this.host = instance.address;
    this.port = engine.port;
    this.databaseName = databaseName;
    this.userName = args.userName ?? databaseName;
    this.identifier = instance.identifier;
    this.resourceId = instance.resourceId;
    this.masterSecretArn = instance.masterUserSecrets.apply(([secret]) => {
      if (secret === undefined) throw new Error(`${name}: RDS made no secret for the master user`);
      return secret.secretArn;
    });
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({
      host: this.host,
      port: this.port,
      databaseName: this.databaseName,
      userName: this.userName,
      identifier: this.identifier,
      resourceId: this.resourceId,
      masterSecretArn: this.masterSecretArn,
      securityGroupId: this.securityGroupId,
    });
  }

  private securityGroup(
    name: string,
    { title, port }: Engine,
    vpcId: pulumi.Input<string>,
    clientSecurityGroupId: pulumi.Input<string>,
  ): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { description: `${title} of ${name}`, vpcId },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      name,
      {
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: clientSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        description: `${title} from the cluster`,
      },
      { parent: this },
    );
    return securityGroup;
  }

  private parameterGroup(name: string, engine: Engine, version: string): aws.rds.ParameterGroup {
    return new aws.rds.ParameterGroup(
      name,
      {
        family: `${engine.rdsName}${version}`,
        description: `${engine.title} ${version} of ${name}: TLS only, slow statements and schema changes logged`,
        parameters: [...engine.parameters],
      },
      { parent: this },
    );
  }

  /** The instance's option group, where the engine's audit log is an option. */
  private audit(
    name: string,
    engine: Engine,
    args: RelationalDatabaseArgs,
  ): { optionGroupName?: pulumi.Output<string> } {
    if (engine.auditedEvents === undefined) return {};
    const group = new aws.rds.OptionGroup(
      name,
      {
        engineName: engine.rdsName,
        majorEngineVersion: args.version,
        optionGroupDescription: `${engine.title} ${args.version} of ${name}: sign-ins, changes of schemas and grants logged`,
        options: [
          {
            optionName: "MARIADB_AUDIT_PLUGIN",
            optionSettings: [{ name: "SERVER_AUDIT_EVENTS", value: engine.auditedEvents }],
          },
        ],
        // Snapshots keep the group they were made with, and RDS removes none that is in use.
        skipDestroy: args.protect,
      },
      { parent: this },
    );
    return { optionGroupName: group.name };
  }

  private logGroups(
    name: string,
    identifier: string,
    { logs }: Engine,
    args: RelationalDatabaseArgs,
  ): aws.cloudwatch.LogGroup[] {
    return logs.map(
      (log) =>
        new aws.cloudwatch.LogGroup(
          `${name}-${log}`,
          {
            name: `/aws/rds/instance/${identifier}/${log}`,
            retentionInDays: args.logRetentionDays,
            kmsKeyId: args.logKeyArn,
          },
          { parent: this },
        ),
    );
  }
}
