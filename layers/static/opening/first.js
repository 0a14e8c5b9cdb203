// The first script behind the page's frame, before the data: it shows the still map.

import { placeStill } from "./still.js";

placeStill();
