import { at, listAt, numberAt, textAt, type Priceable, type Rule } from "./bill";
import { kubernetesRules } from "./kubernetes";

const volume: Rule = (resource, bill) => {
  const size = numberAt(resource, "size");
  const type = textAt(resource, "type") ?? "gp2";
  if (size === undefined) bill.miss("its size is not known at preview");
  else bill.monthly(`ebs.${type}`, size, `${type} volume`);
};

const nodeGroup: Rule = (resource, bill) => {
  const template = bill.referredBy("launchTemplate");
  const type = textAt(resource, "instanceTypes", 0) ?? textAt(template, "instanceType");
  const count =
    numberAt(resource, "scalingConfig", "desiredSize") ?? numberAt(resource, "scalingConfig", "minSize");
  if (type === undefined || count === undefined) {
    bill.miss("its instance type or size is not known at preview");
    return;
  }
  const disk =
    numberAt(template, "blockDeviceMappings", 0, "ebs", "volumeSize") ?? numberAt(resource, "diskSize");
  if (textAt(resource, "capacityType") === "SPOT")
    bill.hourlyByUse(
      `ec2.${type}`,
      count * bill.usage.spotShareOfOnDemand,
      `${String(count)} spot nodes ${type}`,
      "spotShareOfOnDemand",
    );
  else bill.hourly(`ec2.${type}`, count, `${String(count)} nodes ${type}`);
  if (disk === undefined) bill.miss("the size of its nodes' disks is not known");
  else bill.monthly("ebs.gp3", count * disk, "disks of the nodes");
};

const natGateway: Rule = (resource, bill) => {
  if (textAt(resource, "availabilityMode") === "regional")
    bill.hourlyByUse("nat.gateway", bill.usage.regionalNatZones, "regional NAT gateway", "regionalNatZones");
  else bill.hourly("nat.gateway", 1, "NAT gateway");
  bill.byUse("nat.data", bill.usage.natGatewayGb, "data through the gateway", "natGatewayGb");
};

const loadBalancer: Rule = (resource, bill) => {
  const kind = textAt(resource, "loadBalancerType") === "network" ? "nlb" : "alb";
  bill.hourly(kind, 1, kind === "alb" ? "application load balancer" : "network load balancer");
  bill.hourlyByUse(
    `${kind}.lcu`,
    bill.usage.loadBalancerCapacityUnits,
    "capacity units",
    "loadBalancerCapacityUnits",
  );
  const subnets = Math.max(listAt(resource, "subnets").length, listAt(resource, "subnetMappings").length);
  if (at(resource, "internal") === true) return;
  if (subnets === 0) bill.miss("the number of its public addresses is not known at preview");
  else bill.hourly("ipv4.public", subnets, "public IPv4 addresses of the load balancer");
};

const zonesOf = (subnets: readonly Priceable[]): number =>
  new Set(subnets.map((subnet) => textAt(subnet, "availabilityZone")).filter(Boolean)).size;

const interfaceEndpoint: Rule = (resource, bill) => {
  const type = textAt(resource, "vpcEndpointType") ?? "Gateway";
  if (type === "Gateway") return;
  if (type !== "Interface") {
    bill.miss(`no price for a ${type} endpoint`);
    return;
  }
  // An endpoint has at most one subnet a zone, so if its subnets are not known yet, their zones count.
  const zones = listAt(resource, "subnetIds").length || zonesOf(bill.dependenciesOf("subnetIds"));
  if (zones === 0) {
    bill.miss("the number of its zones is not known at preview");
    return;
  }
  bill.hourly("vpcEndpoint.interface", zones, "interface endpoint, by zone");
  bill.byUse(
    "vpcEndpoint.data",
    bill.usage.interfaceEndpointGb,
    "data through the endpoint",
    "interfaceEndpointGb",
  );
};

const databaseInstance: Rule = (resource, bill) => {
  const engine = textAt(resource, "engine");
  const instanceClass = textAt(resource, "instanceClass");
  if (engine === undefined || instanceClass === undefined) {
    bill.miss("its engine or class is not known at preview");
    return;
  }
  const id = `rds.${engine}.${instanceClass}`;
  const multiZone = at(resource, "multiAz") === true;
  if (multiZone && bill.has(`${id}.multiAz`)) bill.hourly(`${id}.multiAz`, 1, `${instanceClass}, two zones`);
  // Where the table has no price for two zones, twice that of one: AWS's own figures differ from that by rounding only.
  else bill.hourly(id, multiZone ? 2 : 1, multiZone ? `${instanceClass}, two zones` : instanceClass);
  const storageType = textAt(resource, "storageType") ?? "gp2";
  const storage = numberAt(resource, "allocatedStorage");
  if (storage === undefined) bill.miss("its storage is not known at preview");
  else
    bill.monthly(
      `rds.storage.${storageType}${multiZone ? ".multiAz" : ""}`,
      storage,
      `${storageType} storage`,
    );
  bill.byUse("rds.backup", bill.usage.databaseBackupGb, "backups beyond the free amount", "databaseBackupGb");
};

const auroraInstance: Rule = (resource, bill) => {
  const instanceClass = textAt(resource, "instanceClass") ?? "";
  const engine = textAt(resource, "engine") ?? "aurora";
  if (instanceClass !== "db.serverless") {
    bill.hourly(`rds.${engine}.${instanceClass}`, 1, instanceClass);
    return;
  }
  const least =
    numberAt(bill.referredBy("clusterIdentifier"), "serverlessv2ScalingConfiguration", "minCapacity") ?? 0;
  bill.hourly("aurora.acu", least, "least capacity");
  bill.hourlyByUse(
    "aurora.acu",
    Math.max(0, bill.usage.auroraAverageAcu - least),
    "capacity above the least",
    "auroraAverageAcu",
  );
};

const auroraCluster: Rule = (_, bill) => {
  bill.byUse("aurora.storage", bill.usage.auroraStorageGb, "storage", "auroraStorageGb");
  bill.byUse("aurora.io", bill.usage.auroraMillionIo, "input and output", "auroraMillionIo");
};

const table: Rule = (resource, bill) => {
  if ((textAt(resource, "billingMode") ?? "PROVISIONED") !== "PAY_PER_REQUEST") {
    bill.miss("no price for provisioned capacity");
    return;
  }
  bill.byUse("dynamodb.write", bill.usage.tableMillionWrites, "writes", "tableMillionWrites");
  bill.byUse("dynamodb.read", bill.usage.tableMillionReads, "reads", "tableMillionReads");
  bill.byUse("dynamodb.storage", bill.usage.tableStorageGb, "storage", "tableStorageGb");
  if (at(resource, "pointInTimeRecovery", "enabled") === true)
    bill.byUse("dynamodb.pitr", bill.usage.tableStorageGb, "point-in-time recovery", "tableStorageGb");
};

const queue: Rule = (resource, bill) => {
  const id = at(resource, "fifoQueue") === true ? "sqs.fifo" : "sqs.standard";
  if (bill.isTargetOf("redrivePolicy"))
    bill.byUse(id, bill.usage.deadLetterMillionRequests, "dead letters", "deadLetterMillionRequests");
  else bill.byUse(id, bill.usage.queueMillionRequests, "requests", "queueMillionRequests");
};

const bucket: Rule = (_, bill) => {
  bill.byUse("s3.storage", bill.usage.bucketGb, "storage", "bucketGb");
  bill.byUse("s3.write", bill.usage.bucketThousandWrites, "writes", "bucketThousandWrites");
  bill.byUse("s3.read", bill.usage.bucketThousandReads, "reads", "bucketThousandReads");
};

const lambda: Rule = (resource, bill) => {
  const { functionMillionRequests: millions, functionAverageMs: ms } = bill.usage;
  const gb = (numberAt(resource, "memorySize") ?? 128) / 1024;
  const architecture = textAt(resource, "architectures", 0) ?? "x86_64";
  bill.byUse("lambda.request", millions, "requests", "functionMillionRequests");
  bill.byUse(
    `lambda.${architecture}`,
    millions * ms * 1000 * gb,
    "duration",
    "functionMillionRequests",
    "functionAverageMs",
  );
};

const fargateService: Rule = (resource, bill) => {
  const task = bill.referredBy("taskDefinition");
  const [cpu, memory] = [numberAt(task, "cpu"), numberAt(task, "memory")];
  const count = numberAt(resource, "desiredCount");
  if (cpu === undefined || memory === undefined || count === undefined) {
    bill.miss("its task's size or count is not known at preview");
    return;
  }
  const arm = textAt(task, "runtimePlatform", "cpuArchitecture") === "ARM64" ? ".arm64" : "";
  bill.hourly(`fargate.vcpu${arm}`, (count * cpu) / 1024, "vCPU");
  bill.hourly(`fargate.gb${arm}`, (count * memory) / 1024, "memory");
};

const webAcl: Rule = (resource, bill) => {
  bill.monthly("waf.acl", 1, "web ACL");
  bill.monthly("waf.rule", listAt(resource, "rules").length, "rules");
  bill.byUse("waf.request", bill.usage.webAclMillionRequests, "requests", "webAclMillionRequests");
};

const alarm: Rule = (resource, bill) => {
  const metrics = listAt(resource, "metricQueries").filter(
    (query) => typeof query === "object" && query !== null && "metric" in query,
  );
  bill.monthly("cloudwatch.alarmMetric", Math.max(1, metrics.length), "alarm, by metric");
};

/** What costs something, by type. A type that is neither here nor among the free ones is reported as unpriced. */
const rules: Readonly<Record<string, Rule>> = {
  "aws:eks/cluster:Cluster": (resource, bill) => {
    const version = textAt(resource, "version");
    if (version !== undefined && bill.isPastStandardSupport(version))
      bill.hourly("eks.cluster.extendedSupport", 1, `control plane in extended support (${version})`);
    else bill.hourly("eks.cluster", 1, "control plane");
  },
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:ebs/volume:Volume": volume,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/eip:Eip": (_, bill) => {
    bill.hourly("ipv4.public", 1, "public IPv4 address");
  },
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:ec2/vpcEndpoint:VpcEndpoint": interfaceEndpoint,
  "aws:rds/instance:Instance": databaseInstance,
  "aws:rds/cluster:Cluster": auroraCluster,
  "aws:rds/clusterInstance:ClusterInstance": auroraInstance,
  "aws:dynamodb/table:Table": table,
  "aws:sqs/queue:Queue": queue,
  "aws:sns/topic:Topic": (resource, bill) => {
    if (at(resource, "fifoTopic") === true) bill.miss("no price for a FIFO topic");
    else bill.byUse("sns.standard", bill.usage.topicMillionRequests, "requests", "topicMillionRequests");
  },
  "aws:s3/bucket:Bucket": bucket,
  "aws:ecr/repository:Repository": (_, bill) => {
    bill.byUse("ecr.storage", bill.usage.imageGb, "images", "imageGb");
  },
  "aws:kms/key:Key": (_, bill) => {
    bill.monthly("kms.key", 1, "key");
  },
  "aws:secretsmanager/secret:Secret": (_, bill) => {
    bill.monthly("secret", 1, "secret");
  },
  "aws:route53/zone:Zone": (_, bill) => {
    bill.monthly("route53.zone", 1, "hosted zone");
    bill.byUse("route53.query", bill.usage.zoneMillionQueries, "queries", "zoneMillionQueries");
  },
  "aws:wafv2/webAcl:WebAcl": webAcl,
  "aws:lambda/function:Function": lambda,
  "aws:ecs/service:Service": fargateService,
  "aws:cloudwatch/logGroup:LogGroup": (_, bill) => {
    bill.byUse("logs.ingest", bill.usage.logIngestGb, "logs written", "logIngestGb");
    bill.byUse("logs.storage", bill.usage.logIngestGb, "logs kept", "logIngestGb");
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": alarm,
  "aws:cloudwatch/dashboard:Dashboard": (_, bill) => {
    bill.monthly("cloudwatch.dashboard", 1, "dashboard");
  },
  "aws:apigatewayv2/api:Api": (resource, bill) => {
    if (textAt(resource, "protocolType") !== "HTTP") bill.miss("no price for an API that is not HTTP");
    else bill.byUse("apigateway.http", bill.usage.apiMillionRequests, "requests", "apiMillionRequests");
  },
  "aws:codebuild/project:Project": (resource, bill) => {
    if (textAt(resource, "environment", "computeType") !== "BUILD_GENERAL1_MEDIUM")
      bill.miss("no price for its compute type");
    else bill.byUse("codebuild.linux.medium", bill.usage.buildMinutes, "build minutes", "buildMinutes");
  },
  "aws:grafana/workspace:Workspace": (_, bill) => {
    bill.monthly("grafana.editor", 1, "one editor");
  },
  ...kubernetesRules,
};

export const pricedTypes: readonly string[] = Object.keys(rules);

/** Own properties only: a type may be called `constructor`. */
export const ruleFor = (type: string): Rule | undefined =>
  Object.hasOwn(rules, type) ? rules[type] : undefined;
