// SPDX-License-Identifier: MIT
// Planted: beside, not below
#include "core/traffic/filter.h"
