import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { databaseTls } from "./database-tls";

const group = (type: string, name: string, parameter: string, value: string) => ({
  type,
  name,
  properties: { parameters: [{ name: parameter, value }] },
});

describeRule(databaseTls, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { engine: "postgres" },
    from: { parameterGroupName: ["tls"] },
  },
  siblings: [group("aws:rds/parameterGroup:ParameterGroup", "tls", "rds.force_ssl", "1")],
  fails: {
    "TLS left to the client": where({ siblings: { tls: { "parameters[0].value": "0" } } }),
    "another parameter": where({ siblings: { tls: { "parameters[0].name": "log_statement" } } }),
    "no parameters": where({ siblings: { tls: { parameters: ABSENT } } }),
    "no group of its own": where({ resource: { from: {} } }),
    "MySQL with PostgreSQL's parameter": { engine: "mysql" },
    "MariaDB with PostgreSQL's parameter": { engine: "mariadb" },
  },
  passes: {
    "MySQL with its own parameter": where({
      changes: { engine: "mysql" },
      siblings: { tls: { "parameters[0]": { name: "require_secure_transport", value: "ON" } } },
    }),
    "the parameter after another": where({
      siblings: {
        tls: {
          parameters: [
            { name: "log_statement", value: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
            { name: "rds.force_ssl", value: "1" },
          ],
        },
      },
    }),
  },
  notApplicable: { "SQL Server": { engine: "sqlserver-se" }, "a replica": { engine: ABSENT } },
});

describeRule(databaseTls, {
  compliant: {
    type: "aws:rds/cluster:Cluster",
    name: "payment",
    properties: { engine: "aurora-mysql" },
    from: { dbClusterParameterGroupName: ["tls"] },
  },
  siblings: [
    group("aws:rds/clusterParameterGroup:ClusterParameterGroup", "tls", "require_secure_transport", "1"),
  ],
  fails: {
    "TLS left to the client": where({ siblings: { tls: { "parameters[0].value": "OFF" } } }),
    "Aurora PostgreSQL with MySQL's parameter": { engine: "aurora-postgresql" },
  },
});
