// SPDX-License-Identifier: MIT
// Planted: no Qt here
#include <QByteArray>
