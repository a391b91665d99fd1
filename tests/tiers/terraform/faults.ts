import { isObject, type Properties } from "../../../preview/simulation/wire";

/** A fault to plant into a correct resource. */
export interface Fault {
  readonly type: string;
  /** Dots lead into blocks and lists. */
  readonly argument: string;
  /** `undefined` takes the argument away. */
  readonly value: unknown;
  /** What the provider says. */
  readonly answer: RegExp;
}

type Row = readonly [argument: string, value: unknown, answer: RegExp];

const rows: Readonly<Record<string, readonly Row[]>> = {
  "aws:sns/topicSubscription:TopicSubscription": [
    ["protocol", "sqss", /expected protocol to be one of/],
    ["filterPolicyScope", "Body", /expected filter_policy_scope to be one of/],
    ["filterPolicy", "{target", /contains an invalid JSON/],
  ],
  "aws:rds/instance:Instance": [
    ["identifier", "Data_Payment", /only lowercase alphanumeric/],
    ["deletionProtected", true, /No argument or block type is named "deletion_protected"/],
    ["backupRetentionPeriod", 40, /range \(0 - 35\), got 40/],
    ["maintenanceWindow", "sunday", /must satisfy the format/],
    ["monitoringInterval", 7, /expected monitoring_interval to be one of/],
    ["password", "abc", /conflicts with manage_master_user_password/],
    ["kmsKeyId", "alias/data", /is an invalid ARN/],
    ["allocatedStorage", "much", /a number is required/],
    ["finalSnapshotIdentifier", "a--b", /two consecutive hyphens/],
    ["enabledCloudwatchLogsExports", ["nothing"], /expected enabled_cloudwatch_logs_exports\.0 to be one of/],
    ["databaseInsightsMode", "x", /expected database_insights_mode to be one of/],
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    ["retentionInDays", 45, /expected retention_in_days to be one of/],
    ["logGroupClass", "COLD", /expected log_group_class to be one of/],
    ["name", "a b", /isn't a valid log group name/],
  ],
  "aws:sqs/queue:Queue": [
    ["messageRetentionSeconds", 1, /range \(60 - 1209600\), got 1/],
    ["maxMessageSize", 100, /range \(1024 - \d+\), got 100/],
    ["redrivePolicy", "x", /contains an invalid JSON/],
    ["contentBasedDeduplication", true, /only be set for FIFO queue/],
  ],
  "aws:kms/key:Key": [
    ["deletionWindowInDays", 3, /range \(7 - 30\), got 3/],
    ["policy", "allow", /contains an invalid JSON/],
  ],
  "aws:kms/alias:Alias": [
    ["name", "alias/x", /conflicts with name_prefix/],
    ["namePrefix", "commerce", /must begin with 'alias\/'/],
  ],
  "aws:lambda/function:Function": [
    ["runtime", "nodejs8", /expected runtime to be one of/],
    ["memorySize", 64, /range \(128 - \d+\), got 64/],
    ["timeout", 1000, /range \(1 - 900\), got 1000/],
    ["role", "authenticator", /is an invalid ARN/],
    ["imageUri", "x", /only one of `filename,image_uri,s3_bucket`/],
    ["architectures", ["arm"], /expected architectures to be one of/],
  ],
  "aws:ec2/vpc:Vpc": [
    ["cidrBlock", "10.0.0.0/33", /invalid CIDR address/],
    ["cidrBlock", "10.0.0.0/8", /between 16 and 28 significant bits/],
    ["cidrBlock", "10.0.0.1/16", /expected 10\.0\.0\.0\/16, got 10\.0\.0\.1\/16/],
  ],
  "aws:ec2/subnet:Subnet": [["cidrBlock", "10.0.0.1/24", /did you mean "10\.0\.0\.0\/24"/]],
  "aws:ec2/route:Route": [
    ["destinationIpv6CidrBlock", "::/0", /only one of `destination_cidr_block,destination_ipv6/],
    ["gatewayId", undefined, /one of `carrier_gateway_id/],
  ],
  "aws:ec2/natGateway:NatGateway": [["connectivityType", "open", /expected connectivity_type to be one of/]],
  "aws:ec2/flowLog:FlowLog": [
    ["maxAggregationInterval", 300, /expected max_aggregation_interval to be one of/],
    ["trafficType", "NONE", /expected traffic_type to be one of/],
    ["subnetId", "subnet-1", /only one of `eni_id,subnet_id/],
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": [
    ["metadataOptions.httpTokens", "maybe", /expected http_tokens to be one of/],
    ["blockDeviceMappings.0.ebs.volumeType", "gp5", /expected volume_type to be one of/],
    ["metadataOptions.httpPutResponseHopLimit", 65, /range \(1 - 64\), got 65/],
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [["vpcEndpointType", "Gate", /expected vpc_endpoint_type to be one of/]],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    ["fromPort", 70000, /must be between -1 and 65535/],
    ["ipProtocol", undefined, /"ip_protocol" is required/],
  ],
  "aws:s3/bucketVersioning:BucketVersioning": [
    ["versioningConfiguration.status", "On", /status to be one of/],
    ["versioningConfiguration", undefined, /Insufficient versioning_configuration blocks/],
  ],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": [
    ["rules.0.status", "On", /status value must be one of/],
  ],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    [
      "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm",
      "AES512",
      /expected sse_algorithm to be one of/,
    ],
  ],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": [
    ["rule.objectOwnership", "Nobody", /expected object_ownership to be one of/],
  ],
  "aws:ecr/repository:Repository": [
    ["imageTagMutability", "FROZEN", /expected image_tag_mutability to be one of/],
    ["encryptionConfigurations.0.encryptionType", "CMK", /expected encryption_type to be one of/],
  ],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": [["policy", "{}}", /contains an invalid JSON/]],
  "aws:secretsmanager/secret:Secret": [
    ["recoveryWindowInDays", 5, /range \(7 - 30\), got 5/],
    ["name", "a b", /only alphanumeric characters/],
  ],
  "aws:cognito/userPool:UserPool": [
    ["mfaConfiguration", "MAYBE", /expected mfa_configuration to be one of/],
    ["passwordPolicy.minimumLength", 5, /range \(6 - 99\), got 5/],
    ["aliasAttributes", ["email"], /conflicts with alias_attributes/],
  ],
  "aws:cognito/userPoolClient:UserPoolClient": [
    ["explicitAuthFlows", ["ALLOW_ALL"], /explicit_auth_flows.* must be one of/],
    ["tokenValidityUnits.idToken", "weeks", /id_token Given Value: weeks/],
  ],
  "aws:iam/role:Role": [
    ["assumeRolePolicy", "allow", /contains an invalid JSON policy/],
    ["maxSessionDuration", 60, /range \(3600 - 43200\), got 60/],
    ["name", "r".repeat(65), /length of name to be in the range \(1 - 64\)/],
  ],
  "aws:iam/rolePolicy:RolePolicy": [["policy", "{", /contains an invalid JSON/]],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    ["policyArn", "AmazonEKSClusterPolicy", /is an invalid ARN/],
  ],
  "aws:dynamodb/table:Table": [
    ["billingMode", "ON_DEMAND", /expected billing_mode to be one of/],
    ["attributes.0.type", "text", /expected type to be one of/],
    ["hashKey", "id", /Unmatched indexes: \["id"\]/],
    ["globalSecondaryIndexes.0.keySchemas.0.attributeName", "who", /Unmatched indexes: \["who"\]/],
    ["serverSideEncryption.kmsKeyArn", "alias/data", /is an invalid ARN/],
    ["globalSecondaryIndexes.0.projectionType", "SOME", /expected projection_type to be one of/],
  ],
  "aws:eks/cluster:Cluster": [
    ["vpcConfig", undefined, /Insufficient vpc_config blocks/],
    ["accessConfig.authenticationMode", "IAM", /expected authentication_mode to be one of/],
    ["kubernetesNetworkConfig.serviceIpv4Cidr", "10.0.0.0/8", /between 12 and 24 significant bits/],
    ["enabledClusterLogTypes", ["everything"], /expected enabled_cluster_log_types to be one of/],
    ["name", "-x", /doesn't comply with restrictions/],
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    ["capacityType", "CHEAP", /expected capacity_type to be one of/],
    ["amiType", "AL2024", /expected ami_type to be one of/],
    ["scalingConfig.maxSize", 0, /at least \(1\), got 0/],
  ],
  "aws:eks/addon:Addon": [
    ["resolveConflictsOnCreate", "PRESERVE", /expected resolve_conflicts_on_create to be one of/],
    ["serviceAccountRoleArn", "ebs", /is an invalid ARN/],
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [["policyArn", "admin", /is an invalid ARN/]],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    ["comparisonOperator", "Above", /expected comparison_operator to be one of/],
    ["period", 45, /divisible by 60, got: 45/],
    ["extendedStatistic", "p99", /conflicts with extended_statistic/],
    ["threshold", "many", /a number is required/],
    ["alarmActions", ["pager"], /is an invalid ARN/],
  ],
  "aws:route53/zone:Zone": [["name", "", /range \(1 - 1024\)/]],
  "aws:rds/parameterGroup:ParameterGroup": [
    ["name", "A", /only lowercase alphanumeric/],
    ["parameters.0.applyMethod", "soon", /expected apply_method to be one of/],
  ],
};

export const faults: readonly Fault[] = Object.entries(rows).flatMap(([type, each]) =>
  each.map(([argument, value, answer]) => ({ type, argument, value, answer })),
);

/** The inputs with the fault in them. */
export function plant(inputs: Properties, { argument, value }: Fault): Properties {
  return changed(inputs, argument.split("."), value) as Properties;
}

function changed(target: unknown, [key = "", ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(target))
    return target.map((each, index): unknown =>
      String(index) !== key ? each : rest.length > 0 ? changed(each, rest, value) : value,
    );
  if (!isObject(target)) throw new Error(`${key} has nothing to stand in`);
  const { [key]: old, ...others } = target;
  if (rest.length > 0) return { ...target, [key]: changed(old, rest, value) };
  return value === undefined ? others : { ...target, [key]: value };
}
