#pragma once

#include "kiosk/resources/folder.hpp"

namespace guichet::station {

using resources::resource_folder;

} // namespace guichet::station
