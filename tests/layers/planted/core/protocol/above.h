// SPDX-License-Identifier: MIT
// Planted: above
#include "core/net/connection/connection.h"
