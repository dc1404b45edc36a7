// SPDX-License-Identifier: MIT
#include "everyheader.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QObject>

using namespace sealcord;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    ServerSettings settings;
    settings.address = QHostAddress::LocalHost;
    settings.port = 0;
    EchoService echo;
    Log log(Role::Server, {});
    Server server(settings, echo, log);
    QObject::connect(&server, &Server::started, &server, &Server::stop);
    QObject::connect(&server, &Server::startFailed, &server, [] { QCoreApplication::exit(1); });
    QObject::connect(&server, &Server::stopped, &server, [] { QCoreApplication::exit(0); });
    server.start();
    return QCoreApplication::exec();
}
