// SPDX-License-Identifier: MIT
// Planted: a room that the table does not know
#include <vector>
