import { plain, type Properties } from "../wire";

const simulated = [
  "accessEntries",
  "authenticationMode",
  "autoMode",
  "bootstrapSelfManagedAddons",
  "clusterSecurityGroup",
  "clusterSecurityGroupTags",
  "clusterTags",
  "corednsAddonOptions",
  "createInstanceRole",
  "createOidcProvider",
  "deletionProtection",
  "enabledClusterLogTypes",
  "encryptionConfigKeyArn",
  "endpointPrivateAccess",
  "endpointPublicAccess",
  "instanceRoles",
  "ipFamily",
  "kubeProxyAddonOptions",
  "kubernetesServiceIpAddressRange",
  "name",
  "nodeSecurityGroupTags",
  "privateSubnetIds",
  "publicAccessCidrs",
  "publicSubnetIds",
  "serviceRole",
  "skipDefaultNodeGroup",
  "skipDefaultSecurityGroups",
  "subnetIds",
  "tags",
  "upgradePolicy",
  "useDefaultVpcCni",
  "version",
  "vpcCniOptions",
  "vpcId",
];

/** @throws Error that names the input, what was given and what is simulated instead. */
export function refuseWhatIsNotSimulated(name: string, inputs: Properties): void {
  const settings = plain(inputs) as Properties;
  const refuse = (problem: string): never => {
    throw new Error(`eks:index:Cluster ${name}: ${problem}; or preview this with the real eks plugin`);
  };
  const others = Object.keys(inputs).filter((key) => !simulated.includes(key));
  if (others.length > 0) refuse(`${others.join(", ")} is not simulated: leave it out`);
  if (settings["authenticationMode"] !== "API") {
    refuse(
      `authenticationMode ${JSON.stringify(settings["authenticationMode"])} is not simulated: set "API"`,
    );
  }
  const autoMode = settings["autoMode"] as { enabled?: boolean } | undefined;
  if (settings["skipDefaultNodeGroup"] !== true && autoMode?.enabled !== true) {
    refuse("the default node group is not simulated: set skipDefaultNodeGroup and add a ManagedNodeGroup");
  }
  if (settings["createOidcProvider"] === true) {
    refuse("createOidcProvider asks the cluster for its certificate and is not simulated: use Pod Identity");
  }
  if (settings["vpcId"] === undefined) refuse("the default VPC is not simulated: set vpcId and subnets");
  if ((settings["instanceRoles"] as readonly unknown[] | undefined)?.length) {
    refuse("instanceRoles does not go with authenticationMode API: add access entries");
  }
  if (settings["publicAccessCidrs"] !== undefined && settings["endpointPublicAccess"] === false) {
    refuse("publicAccessCidrs needs endpointPublicAccess: open the endpoint or leave the addresses out");
  }
}
