// SPDX-License-Identifier: MIT
// Planted: a second source of one header
#include "core/net/fine.h"
