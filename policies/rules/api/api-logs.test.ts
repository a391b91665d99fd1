import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { apiLogs } from "./api-logs";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(apiLogs, {
  compliant: {
    type: "aws:apigateway/stage:Stage",
    name: "api",
    properties: {
      accessLogSettings: { destinationArn: UNKNOWN, format: "$context" },
      xrayTracingEnabled: true,
    },
  },
  sameFor: ["aws:apigatewayv2/stage:Stage"],
  fails: {
    "no log": { accessLogSettings: ABSENT },
    "a log without a place": { "accessLogSettings.destinationArn": ABSENT },
    "no trace": { xrayTracingEnabled: false },
    "nothing said of traces": { xrayTracingEnabled: ABSENT },
  },
  passes: {
    "an HTTP API, which cannot trace": where({
      changes: { xrayTracingEnabled: ABSENT },
      resource: { type: "aws:apigatewayv2/stage:Stage" },
    }),
  },
});
