// SPDX-License-Identifier: MIT
// No preset builds it that runs it.
