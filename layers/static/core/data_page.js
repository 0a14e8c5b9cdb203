// A page with anyone's own frames on it.

import { drawFrame, readFrames } from "../drawing/own_data.js";
import { start } from "./start.js";

start({ read: readFrames, draw: drawFrame });
