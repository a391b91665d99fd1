import { hostname, userInfo } from "node:os";

/** Who holds a lock on a stack's state, as Pulumi's file and object store backends name them. */
export interface Lock {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly since: string;
}

/** The locks that an update was refused for, read from what `pulumi` printed. */
export function locksIn(output: string): readonly Lock[] {
  return [...output.matchAll(/: created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, user = "", host = "", pid = "", since = ""]) => ({ user, host, pid: Number(pid), since }),
  );
}

/** Whether a lock is this user's own, of this machine, and its process is gone: nobody works under it any more. */
export function isAbandonedHere({ user, host, pid }: Lock): boolean {
  return user === userInfo().username && host === hostname() && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs and is somebody else's.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
