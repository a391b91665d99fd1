import * as k8s from "@pulumi/kubernetes";
import { ClusterAutoscaler } from "./components/compute/ClusterAutoscaler";
import { EksCompute } from "./components/compute/EksCompute";
import { Stores } from "./components/data/Stores";
import { Domain } from "./components/domain/Domain";
import { CustomerIdentity } from "./components/identity/CustomerIdentity";
import { EncryptionKeys } from "./components/keys/EncryptionKeys";
import { Messaging } from "./components/messaging/Messaging";
import { Network } from "./components/network/Network";
import { Alarms } from "./components/observability/Alarms";
import { ContainerLogs } from "./components/observability/ContainerLogs";
import { Monitoring } from "./components/observability/Monitoring";
import { watched } from "./components/observability/watched";
import { Registry } from "./components/registry/Registry";
import { ServiceSecret } from "./components/secrets/ServiceSecret";
import { PrivateBucket } from "./components/storage/PrivateBucket";
import { Workloads } from "./components/workloads/Workloads";
import { stackOutputs } from "./outputs";
import { services } from "./services";
import { databaseSizes, readSettings } from "./settings";
import { refuseOtherStage, stageProvider } from "./stage";

export = async () => {
  const settings = readSettings(services);
  const { stage, network, compute, observability } = settings;
  const { accountId, region, protect } = stage;
  const place = { stage: stage.name, region, accountId };
  const serviceNames = services.map(({ name }) => name);
  const provider = stageProvider(settings);
  await refuseOtherStage(settings, provider);
  const onAws = { providers: { aws: provider } };

  const keys = new EncryptionKeys("keys", { accountId, region, protect }, onAws);
  const logs = { logKeyArn: keys.logKeyArn, logRetentionDays: observability.logRetentionDays };
  const domain = new Domain("domain", { domain: stage.domain, protect }, onAws);
  const publicAddresses = compute.nodeSubnets === "public";
  const vpc = new Network(
    "network",
    { ...network, region, logKeyArn: keys.logKeyArn, publicAddresses },
    onAws,
  );
  const { vpcId, publicSubnetIds, privateSubnetIds } = vpc;
  const accessLogs = new PrivateBucket("access-logs", { accountId, protect, expireAfterDays: 365 }, onAws);
  new PrivateBucket(
    "assets",
    { accountId, protect, keyArn: keys.dataKeyArn, accessLogBucket: accessLogs.bucketName },
    onAws,
  );

  const clusterName = `commerce-${stage.name}`;
  const eks = new EksCompute(
    "eks",
    {
      ...compute,
      ...compute.endpoint,
      ...logs,
      clusterName,
      accountId,
      region,
      vpcId,
      publicSubnetIds,
      privateSubnetIds,
      secretsKeyArn: keys.clusterKeyArn,
      ebs: observability.storage === "ebs",
      protect,
    },
    onAws,
  );
  const cluster = { name: eks.clusterName, arn: eks.clusterArn };
  const onCluster = {
    providers: { aws: provider, kubernetes: clusterProvider(eks) },
    dependsOn: [eks],
  };
  if (compute.autoscaler === "clusterAutoscaler") {
    new ClusterAutoscaler(
      "autoscaler",
      { clusterName, clusterArn: cluster.arn, accountId, region },
      onCluster,
    );
  }

  const registry = new Registry(
    "registry",
    { services: serviceNames, keyArn: keys.dataKeyArn, protect },
    onAws,
  );
  const messages = new Messaging("messages", { services, keyArn: keys.messagingKeyArn }, onAws);
  const sizes = databaseSizes(settings);
  const stores = new Stores(
    "data",
    {
      services,
      sizes,
      vpcId,
      subnetIds: privateSubnetIds,
      clientSecurityGroupId: eks.securityGroupId,
      keyArn: keys.dataKeyArn,
      protect,
      ...logs,
    },
    onAws,
  );
  const secretArns = Object.fromEntries(
    services.map(({ name, secrets }) => [
      name,
      new ServiceSecret(
        `${name}-secret`,
        { service: name, keys: secrets, keyArn: keys.dataKeyArn, protect },
        onAws,
      ).arn,
    ]),
  );
  const customers = new CustomerIdentity("customers", { protect, ...logs }, onAws);

  const reachable = {
    vpcCidrBlock: network.cidrBlock,
    endpointCidrBlocks: vpc.privateCidrBlocks,
    databaseCidrBlocks: vpc.privateCidrBlocks,
    clusterCidrBlocks: vpc.privateCidrBlocks,
    dynamodbCidrBlocks: vpc.dynamodbCidrBlocks,
    interfaceEndpoints: network.interfaceEndpoints,
    serviceCidrBlock: compute.serviceCidrBlock,
  };
  new Workloads(
    "services",
    {
      ...place,
      services,
      cluster,
      network: reachable,
      keyArns: { data: keys.dataKeyArn, messaging: keys.messagingKeyArn },
      imageDigests: settings.images,
      repositoryUrls: registry.repositoryUrls,
      secretArns,
      topicArns: messages.topicArns,
      queues: messages.queues,
      tables: stores.tables,
      databases: stores.databases,
    },
    onCluster,
  );
  new ContainerLogs(
    "logs",
    {
      ...place,
      cluster,
      network: reachable,
      services: serviceNames,
      retentionDays: observability.logRetentionDays,
      keyArn: keys.logKeyArn,
    },
    onCluster,
  );
  const alarms = new Alarms(
    "alarms",
    {
      ...watched(services, {
        queues: messages.queues,
        databases: stores.databases,
        tables: stores.tables,
        storageGiB: Object.fromEntries(
          Object.entries(sizes).map(([name, { storageGiB }]) => [name, storageGiB]),
        ),
      }),
      functions: [{ label: "customer-authenticator", functionName: customers.authenticator.functionName }],
      clusterName: cluster.name,
      emails: observability.alarmEmails,
      accountId,
      keyArn: keys.messagingKeyArn,
    },
    onAws,
  );

  new Monitoring(
    "monitoring",
    {
      ...place,
      cluster,
      network: reachable,
      services,
      queueNames: Object.fromEntries(
        Object.entries(messages.queues).map(([service, { queueName, deadLettersName }]) => [
          service,
          { queue: queueName, deadLetterQueue: deadLettersName },
        ]),
      ),
      alarmTopicArn: alarms.topicArn,
      alarmKeyArn: keys.messagingKeyArn,
      storage: observability.storage,
      storageGiB: observability.storageGiB,
      retentionDays: observability.metricsRetentionDays,
      protect,
    },
    onCluster,
  );

  return stackOutputs({
    place,
    services,
    images: settings.images,
    domain,
    eks,
    registry,
    messages,

    secretArns,
    customers,
    alarms,
  });
};

function clusterProvider({ kubeconfig, clusterArn }: EksCompute): k8s.Provider {
  return new k8s.Provider("cluster", {
    kubeconfig,
    // A cluster is known by its ARN: a new endpoint or certificate replaces nothing that runs in it.
    clusterIdentifier: clusterArn,
    enableServerSideApply: true,
    // Pods restart on a checksum of their configuration; a new ConfigMap for each change would go away under old pods.
    enableConfigMapMutable: true,
  });
}
