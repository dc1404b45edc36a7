// SPDX-License-Identifier: MIT
// Planted: nothing
#include "core/net/fine.h"
