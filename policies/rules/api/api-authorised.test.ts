import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { apiAuthorised } from "./api-authorised";

const settings = { publicRoutes: ["GET /health"] };

describeRule(apiAuthorised, {
  compliant: {
    type: "aws:apigatewayv2/route:Route",
    name: "orders",
    properties: { routeKey: "ANY /orders/{proxy+}", authorizationType: "JWT" },
  },
  fails: {
    "no authorisation": { authorizationType: "NONE" },
    "nothing said": { authorizationType: ABSENT },
    "nothing said of a route either": { authorizationType: ABSENT, routeKey: ABSENT },
    "another route than the public one": where({ changes: { authorizationType: "NONE" }, settings }),
  },
  notApplicable: {
    "a public route": where({ changes: { routeKey: "GET /health", authorizationType: ABSENT }, settings }),
  },
});

describeRule(apiAuthorised, {
  compliant: {
    type: "aws:apigateway/method:Method",
    name: "orders",
    properties: { httpMethod: "ANY", authorization: "COGNITO_USER_POOLS" },
  },
  fails: { "no authorisation": { authorization: "NONE" }, "nothing said": { authorization: ABSENT } },
  notApplicable: { "a browser's question": { httpMethod: "OPTIONS", authorization: "NONE" } },
});
