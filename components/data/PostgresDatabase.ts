import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { instanceIdentifier } from "./instanceIdentifier";

const port = 5432;
/** Master user of every instance; RDS keeps `admin`, `postgres` and `rdsadmin` for other uses. */
const masterUserName = "administrator";
const exportedLogs = ["postgresql", "upgrade"];

export interface PostgresDatabaseArgs {
  /** Name of the one database; cannot change without a new instance. */
  readonly databaseName: string;
  /** Database user of the service that owns the data; a Job inside the VPC creates it. @default databaseName */
  readonly userName?: string;
  /** Major version of PostgreSQL, such as "18"; RDS applies minor versions by itself. */
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
 * A PostgreSQL instance on RDS in private subnets, for one service. RDS keeps and rotates the master user's password;
 * the service's own user signs in with IAM. Creating that user and its grants is left to a Job inside the VPC, because
 * nothing outside of it reaches the instance.
 *
 * Neither a zone that drifts nor another storage type or size replaces the instance: the zone is no input, and RDS
 * changes the others in place. The key, the database's name and the master user's name would replace it.
 */
export class PostgresDatabase extends pulumi.ComponentResource {
  readonly host: pulumi.Output<string>;
  readonly port = port;
  readonly databaseName: string;
  readonly userName: string;
  /** The instance's identifier, as CloudWatch's dimension `DBInstanceIdentifier` names it. */
  readonly identifier: pulumi.Output<string>;
  /** `db-…`, which IAM policies for `rds-db:connect` name. */
  readonly resourceId: pulumi.Output<string>;
  /** Secret with the master user's name and password, `{ username, password }`. */
  readonly masterSecretArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: PostgresDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    // A component and all in it wait for its inputs: only the rule needs to wait for the clients' group.
    const { clientSecurityGroupId, ...inputs } = args;
    super("commerce:data:PostgresDatabase", name, inputs, opts);
    const { databaseName, protect, keyArn } = args;
    const parent = { parent: this };
    // Not generated: RDS writes to log groups named after the instance, and makes them itself, without retention or key,
    // if they do not exist before it.
    const identifier = instanceIdentifier(pulumi.getProject(), pulumi.getStack(), name);

    const securityGroup = this.securityGroup(name, args.vpcId, clientSecurityGroupId);
    const subnetGroup = new aws.rds.SubnetGroup(name, { subnetIds: args.subnetIds }, parent);
    const instance = new aws.rds.Instance(
      name,
      {
        identifier,
        engine: "postgres",
        engineVersion: args.version,
        autoMinorVersionUpgrade: true,
        instanceClass: args.instanceClass,
        multiAz: args.multiZone,
        dbName: databaseName,
        username: masterUserName,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: keyArn,
        iamDatabaseAuthenticationEnabled: true,
        parameterGroupName: this.parameterGroup(name, args.version).name,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        storageType: "gp3",
        allocatedStorage: args.storageGiB,
        maxAllocatedStorage: args.maxStorageGiB,
        storageEncrypted: true,
        kmsKeyId: keyArn,
        port,
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
        enabledCloudwatchLogsExports: exportedLogs,
        databaseInsightsMode: "standard",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        performanceInsightsRetentionPeriod: 7,
      },
      {
        parent: this,
        protect,
        retainOnDelete: protect,
        dependsOn: this.logGroups(name, identifier, args),
      },
    );

    this.host = instance.address;
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
    vpcId: pulumi.Input<string>,
    clientSecurityGroupId: pulumi.Input<string>,
  ): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { description: `PostgreSQL of ${name}`, vpcId },
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
        description: "PostgreSQL from the cluster",
      },
      { parent: this },
    );
    return securityGroup;
  }

  private parameterGroup(name: string, version: string): aws.rds.ParameterGroup {
    return new aws.rds.ParameterGroup(
      name,
      {
        family: `postgres${version}`,
        description: `PostgreSQL ${version} of ${name}: TLS only, slow statements and schema changes logged`,
        parameters: [
          { name: "rds.force_ssl", value: "1" },
          { name: "log_statement", value: "ddl" },
          { name: "log_min_duration_statement", value: "1000" },
          { name: "log_lock_waits", value: "1" },
        ],
      },
      { parent: this },
    );
  }

  private logGroups(name: string, identifier: string, args: PostgresDatabaseArgs): aws.cloudwatch.LogGroup[] {
    return exportedLogs.map(
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
