import type { Stack, StackResource } from "../rule";

export const SUBNET = "aws:ec2/subnet:Subnet";

/** Whether what is in the subnet can be reached from the internet: by its route table's way to an internet gateway. */
export function isPublicSubnet(subnet: StackResource, stack: Stack): boolean {
  if (subnet.boolean("mapPublicIpOnLaunch") === true) return true;
  const associations = stack.referringTo(
    subnet,
    ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
    "subnetId",
  );
  const tables = associations.flatMap((association) =>
    stack.referredBy(association, "routeTableId", ["aws:ec2/routeTable:RouteTable"]),
  );
  const routes = tables.flatMap((table) => stack.referringTo(table, ["aws:ec2/route:Route"], "routeTableId"));
  return (
    routes.some((route) => leadsToInternet(route, "gatewayId", stack)) ||
    tables.some((table) => leadsToInternet(table, "routes", stack))
  );
}

function leadsToInternet(route: StackResource, property: string, stack: Stack): boolean {
  return stack.referredBy(route, property, ["aws:ec2/internetGateway:InternetGateway"]).length > 0;
}
