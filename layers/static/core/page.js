// A page of the tables alone.

import { start } from "./start.js";

start();
