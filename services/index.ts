import { catalog } from "./catalog";
import { catalogue } from "./catalogue";
import { order } from "./order";
import { payment } from "./payment";

/** The services of the platform. A new one is one file and one name in this list. */
export const services = catalogue([order, payment, catalog]);
