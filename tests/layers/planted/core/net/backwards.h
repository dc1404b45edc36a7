// SPDX-License-Identifier: MIT
// Planted: a path that hides its room
#include "../app/log.h"
