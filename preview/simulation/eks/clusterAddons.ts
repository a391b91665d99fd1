import { Derived, type ChildSpec } from "../component";
import { invoke } from "../invoke";
import { opened, plain, type Properties } from "../wire";
import { ofCluster, type ClusterPlan } from "./clusterPlan";

export const vpcCniKey = "vpcCni";

/** JSON with the keys of every object in order, so that equal settings make equal text. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function addon(
  plan: ClusterPlan,
  addonName: string,
  options: Properties,
  configuration: unknown,
): Properties {
  return {
    addonName,
    addonVersion: options["version"] ?? latestVersion(plan, addonName),
    clusterName: ofCluster("name"),
    configurationValues: configuration,
    preserve: true,
    resolveConflictsOnCreate: options["resolveConflictsOnCreate"] ?? "OVERWRITE",
    resolveConflictsOnUpdate: options["resolveConflictsOnUpdate"] ?? "OVERWRITE",
    tags: plan.tags,
  };
}

function latestVersion({ context }: ClusterPlan, addonName: string): Derived {
  // Nothing is asked about a cluster that is not there yet, even if its version is settled.
  const sources = [ofCluster("version"), ofCluster("id")];
  const ask = (kubernetesVersion: string): unknown =>
    invoke(
      "aws:eks/getAddonVersion:getAddonVersion",
      { addonName, kubernetesVersion, mostRecent: true },
      context,
    )["version"];
  return new Derived(sources, ask, true);
}

function configured(values: unknown): Derived | undefined {
  return values === undefined ? undefined : new Derived([values], sortedJson);
}

export function kubeProxy(plan: ClusterPlan): ChildSpec[] {
  const options = opened(plan.inputs["kubeProxyAddonOptions"]);
  if ((plain(options["enabled"]) ?? !plan.autoMode) !== true) return [];
  return [
    {
      key: "kubeProxy",
      type: "aws:eks/addon:Addon",
      name: `${plan.name}-kube-proxy`,
      custom: true,
      inputs: addon(plan, "kube-proxy", options, configured(options["configurationValues"])),
    },
  ];
}

/** Without nodes of the cluster's own it is installed only when asked for: its pods would have no place. */
export function coreDns(plan: ClusterPlan): ChildSpec[] {
  const options = opened(plan.inputs["corednsAddonOptions"]);
  const asked = plain(options["enabled"]) === true || options["configurationValues"] !== undefined;
  const hasNodes = plain(plan.inputs["skipDefaultNodeGroup"]) !== true || plan.autoMode;
  if (!asked && !(hasNodes && (plain(options["enabled"]) ?? true) === true)) return [];
  return [
    {
      key: "coredns",
      type: "aws:eks/addon:Addon",
      name: `${plan.name}-coredns`,
      custom: true,
      inputs: addon(plan, "coredns", options, configured(options["configurationValues"])),
    },
  ];
}

/** What the eks plugin sets where nothing else is asked of the VPC CNI. */
const cniDefaults: Readonly<Record<string, string>> = {
  WARM_ENI_TARGET: "1",
  AWS_VPC_K8S_CNI_LOGLEVEL: "DEBUG",
  AWS_VPC_K8S_CNI_LOG_FILE: "/host/var/log/aws-routed-eni/ipamd.log",
  AWS_VPC_K8S_CNI_VETHPREFIX: "eni",
  AWS_VPC_ENI_MTU: "9001",
  AWS_VPC_K8S_PLUGIN_LOG_LEVEL: "DEBUG",
  AWS_VPC_K8S_PLUGIN_LOG_FILE: "/var/log/aws-routed-eni/plugin.log",
  ENABLE_POD_ENI: "false",
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false",
  AWS_VPC_K8S_CNI_EXTERNALSNAT: "false",
};

/** Options of the CNI by the variable they set; an option that is false or 0 sets nothing. */
const cniVariables: Readonly<Record<string, string>> = {
  nodePortSupport: "AWS_VPC_CNI_NODE_PORT_SUPPORT",
  customNetworkConfig: "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
  warmEniTarget: "WARM_ENI_TARGET",
  warmIpTarget: "WARM_IP_TARGET",
  warmPrefixTarget: "WARM_PREFIX_TARGET",
  enablePrefixDelegation: "ENABLE_PREFIX_DELEGATION",
  logLevel: "AWS_VPC_K8S_CNI_LOGLEVEL",
  logFile: "AWS_VPC_K8S_CNI_LOG_FILE",
  vethPrefix: "AWS_VPC_K8S_CNI_VETHPREFIX",
  eniMtu: "AWS_VPC_ENI_MTU",
  eniConfigLabelDef: "ENI_CONFIG_LABEL_DEF",
  pluginLogLevel: "AWS_VPC_K8S_PLUGIN_LOG_LEVEL",
  pluginLogFile: "AWS_VPC_K8S_PLUGIN_LOG_FILE",
  enablePodEni: "ENABLE_POD_ENI",
  cniConfigureRpfilter: "AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER",
  cniExternalSnat: "AWS_VPC_K8S_CNI_EXTERNALSNAT",
  externalSnat: "AWS_VPC_K8S_CNI_EXTERNALSNAT",
};

/** `true`, `9001`, `DEBUG` as the add-on wants it: text. */
function written(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function cniConfiguration(options: Properties): object {
  const environment = { ...cniDefaults };
  for (const [option, variable] of Object.entries(cniVariables)) {
    const value = options[option];
    if (value) environment[variable] = written(value);
  }
  // The plugin writes this one last, over customNetworkConfig.
  environment["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"] = written(options["cniCustomNetworkCfg"] ?? false);
  const given = (options["configurationValues"] ?? {}) as { env?: object; init?: { env?: object } };
  const policy = options["enableNetworkPolicy"];
  return {
    ...(policy === undefined ? {} : { enableNetworkPolicy: written(policy) }),
    ...given,
    env: { ...environment, ...given.env },
    init: {
      ...given.init,
      env: { DISABLE_TCP_EARLY_DEMUX: written(options["disableTcpEarlyDemux"] ?? false), ...given.init?.env },
    },
  };
}

/** `eks:index:VpcCniAddon` with its add-on; nodes may come only when `after` are there. */
export function vpcCni(plan: ClusterPlan, after: readonly string[]): ChildSpec[] {
  const useDefault = plain(plan.inputs["useDefaultVpcCni"]);
  if (useDefault === undefined ? plan.autoMode : useDefault === true) return [];
  const options = opened(plan.inputs["vpcCniOptions"]);
  if (options["securityContextPrivileged"] !== undefined) {
    throw new Error(
      `eks:index:Cluster ${plan.name}: vpcCniOptions.securityContextPrivileged is not simulated`,
    );
  }
  const name = `${plan.name}-vpc-cni`;
  const configuration = new Derived([options], (plainOptions: Properties) =>
    sortedJson(cniConfiguration(plainOptions)),
  );
  return [
    { key: vpcCniKey, type: "eks:index:VpcCniAddon", name, custom: false, dependsOn: after, inputs: {} },
    {
      key: `${vpcCniKey}/addon`,
      type: "aws:eks/addon:Addon",
      name,
      custom: true,
      parent: vpcCniKey,
      inputs: {
        ...addon(plan, "vpc-cni", { ...options, version: options["addonVersion"] }, configuration),
        serviceAccountRoleArn: options["serviceAccountRoleArn"],
      },
    },
  ];
}
