# SPDX-License-Identifier: MIT
# Most of the time of a build goes into the same headers of Qt and of the standard library, so those
# that many files include are read once and kept. Files include what they use all the same: a build
# with -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON must pass as well.
#
# sealcord_precompile_headers(NAME LIBRARIES ... HEADERS ...): to be reused by other targets. None
# but headers of the system, or what ccache keeps would not serve clones in other folders.
function(sealcord_precompile_headers name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES;HEADERS")
    # CMake wants a source to precompile for.
    file(CONFIGURE OUTPUT "${name}.cpp" CONTENT "// Only its precompiled headers are used.\n")
    add_library(${name} OBJECT EXCLUDE_FROM_ALL "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} sealcord_options)
    list(TRANSFORM arg_HEADERS REPLACE ".+" "<\\0>")
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
    sealcord_cache_precompiled(${name})
endfunction()

# sealcord_reuse_headers(TARGET NAME): TARGET must be compiled with the options that NAME was.
function(sealcord_reuse_headers target name)
    target_precompile_headers(${target} REUSE_FROM ${name})
    sealcord_cache_precompiled(${target})
endfunction()

# What ccache needs to know that the precompiled headers are the same.
function(sealcord_cache_precompiled target)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess)
    elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endfunction()

set(core_headers
    algorithm array atomic chrono cstddef cstdint cstring deque expected functional map memory mutex
    optional set span string string_view thread unordered_map utility variant vector
    QByteArray QCoreApplication QHostAddress QLocale QObject QProcessEnvironment QString QStringList
    QTcpSocket QThread QTimer)
set(widget_headers
    QAbstractTableModel QAction QApplication QClipboard QComboBox QHBoxLayout QHeaderView QKeyEvent
    QLabel QLineEdit QMainWindow QMenu QPainter QPointer QPushButton QStyledItemDelegate QTableView
    QToolButton QVBoxLayout QWidget)
set(test_headers QFile QProcess QSignalSpy QTemporaryDir QTest)

sealcord_precompile_headers(sealcord_core_headers
    LIBRARIES Qt6::Core Qt6::Network HEADERS ${core_headers})
if(SEALCORD_BUILD_PROGRAMS)
    sealcord_precompile_headers(sealcord_widget_headers
        LIBRARIES Qt6::Network Qt6::Widgets HEADERS ${core_headers} ${widget_headers})
endif()
if(SEALCORD_BUILD_TESTS)
    # They stay out of it, since each test has others, and clones elsewhere as well.
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
    sealcord_precompile_headers(sealcord_test_headers
        LIBRARIES Qt6::Network Qt6::Test HEADERS ${core_headers} ${test_headers})
    if(SEALCORD_BUILD_PROGRAMS)
        sealcord_precompile_headers(sealcord_widget_test_headers
            LIBRARIES Qt6::Network Qt6::Widgets Qt6::Test
            HEADERS ${core_headers} ${widget_headers} ${test_headers})
    endif()
endif()
