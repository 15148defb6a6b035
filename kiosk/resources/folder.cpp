#include "kiosk/resources/folder.hpp"

namespace guichet::resources {

std::filesystem::path resource_folder(const std::string& name) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "guichet" / name;
}

} // namespace guichet::resources
