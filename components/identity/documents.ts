/** Lets the Lambda service run a function in a role. */
export const lambdaTrust = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Lambda",
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
} as const;

/**
 * What the customer authenticator may do: sign customers of one pool in, write its log and send traces. Signing up,
 * confirming, refreshing and revoking need no permission: Cognito authorises them by client id and code or token.
 */
export function authenticatorPolicy(userPoolArn: string, logGroupArn: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SignCustomersIn",
        Effect: "Allow",
        Action: ["cognito-idp:AdminInitiateAuth", "cognito-idp:AdminRespondToAuthChallenge"],
        Resource: userPoolArn,
      },
      {
        Sid: "WriteLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:*`,
      },
      {
        Sid: "SendTraces",
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        // These actions know no resources.
        Resource: "*",
      },
    ],
  } as const;
}
