import { z } from "zod";

/** The target that reaches every queue subscribed to the sender's topic. */
export const ANY_SERVICE = "MSG_SERVICE_ANY";

/** SNS and SQS count the body's UTF-8 bytes together with the attributes' names, types and values. */
export const maxMessageBytes = 262_144;

const serviceName = "[a-z]([-a-z0-9]{0,28}[a-z0-9])?";

const envelope = z.object({
  /** Name of the service that sends. */
  sender: z.string().regex(new RegExp(`^${serviceName}$`), "must be a service's name, such as `order`"),
  /** Name of the service that shall get it, or {@link ANY_SERVICE}. */
  target: z
    .string()
    .regex(new RegExp(`^(${ANY_SERVICE}|${serviceName})$`), `must be a service's name or ${ANY_SERVICE}`),
  /** What happened or is asked for, such as `MSG_ORDER_PLACED`; sender and receiver agree on its payload. */
  type: z
    .string()
    .regex(/^MSG_[A-Z0-9]+(_[A-Z0-9]+)*$/, "must be MSG_ and words in capitals, such as MSG_ORDER_PLACED"),
  payload: z.json(),
});

/** A message between services; it is the whole body of the SNS message and, with raw delivery, of the SQS message. */
export type Envelope = z.infer<typeof envelope>;

/**
 * Reads a received message's body. Keys that the envelope does not know are left out, and so is `__proto__` in
 * the payload.
 *
 * @throws an Error that names every part that is wrong, never a value of the payload.
 */
export function readEnvelope(body: string): Envelope {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Error("The message is no envelope: its body is not JSON");
  }
  return check(parsed);
}

/**
 * Writes the body to publish.
 *
 * @throws an Error that names every part that is wrong, or the size where SNS would refuse it.
 */
export function writeEnvelope(message: Envelope): string {
  const body = JSON.stringify(check(message));
  const bytes = Buffer.byteLength(body);
  if (bytes > maxMessageBytes)
    throw new Error(
      `The message has ${String(bytes)} bytes, SNS takes ${String(maxMessageBytes)}; send where the data is, not the data`,
    );
  return body;
}

function check(message: unknown): Envelope {
  const result = envelope.safeParse(message);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new Error(`The message is no envelope:\n  - ${problems.join("\n  - ")}`);
}
