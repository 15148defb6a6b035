#pragma once

#include "drivers/lab/random.hpp"
