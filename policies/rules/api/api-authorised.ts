import { fault, notApplicable, resourceRule } from "../../rule";

const ROUTE = "aws:apigatewayv2/route:Route";

export const apiAuthorised = resourceRule({
  id: "api-authorised",
  description: "Every route of an API asks who calls.",
  remediation:
    "Set authorizationType (HTTP API) or authorization (REST API) to JWT, AWS_IAM, CUSTOM or a user pool.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["APIGateway.8"] },
  types: [ROUTE, "aws:apigateway/method:Method"],
  settings: { publicRoutes: { type: "array", items: { type: "string" }, default: [] } },
  check: (resource, settings) => {
    if (resource.string("httpMethod") === "OPTIONS")
      return notApplicable("browsers ask it before they sign in");
    const [property, isPublic] =
      resource.type === ROUTE
        ? ["authorizationType", resource.isOneOf(settings.strings("publicRoutes"), "routeKey")]
        : ["authorization", false];
    if (isPublic) return notApplicable("the stack names it as public");
    return [fault("it lets everyone call", () => (resource.string(property) ?? "NONE") === "NONE")];
  },
});
