# SPDX-License-Identifier: MIT
# What an installation offers to other projects: find_package(Sealcord COMPONENTS Protocol Core).
# An export of its own for each library, so that who takes Protocol alone needs no Qt.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Sealcord")
foreach(component IN ITEMS Protocol Core)
    install(TARGETS Sealcord${component} EXPORT Sealcord${component}
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/sealcord")
    install(EXPORT Sealcord${component}
        FILE Sealcord${component}Targets.cmake NAMESPACE Sealcord:: DESTINATION "${package_dir}")
endforeach()

configure_package_config_file(cmake/SealcordConfig.cmake.in SealcordConfig.cmake
    INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may break its users.
write_basic_package_version_file(SealcordConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/SealcordConfig.cmake"
    "${PROJECT_BINARY_DIR}/SealcordConfigVersion.cmake"
    cmake/FindIPSecMB.cmake
    DESTINATION "${package_dir}")

# See SEALCORD_WHOLE_PROGRAM: the libraries leave without what only this compiler can read.
if(SEALCORD_WHOLE_PROGRAM)
    foreach(component IN ITEMS Protocol Core)
        install(CODE "execute_process(COMMAND \"${CMAKE_OBJCOPY}\"
            --remove-section=.gnu.lto_* --remove-section=.gnu.debuglto_* --strip-symbol=__gnu_lto_v1
            \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/libSealcord${component}.a\"
            COMMAND_ERROR_IS_FATAL ANY)")
    endforeach()
endif()
