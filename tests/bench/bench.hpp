#pragma once
// What a benchmark may ask. Benchmarks are Google Benchmark's (BENCHMARK, State); their names begin with
// their subject: "printing/encode/text/10".

#include <string>

namespace guichet::bench {

/// Whether `--long` was given: figures that take minutes are worth it. Ask inside of a benchmark, not when it
/// registers itself.
[[nodiscard]] bool long_run();

/// Whether `--tuning` was given: what is drawn by chance comes from seeds that the shown figures never use,
/// so that what was made to fit them is not what is measured. To be asked likewise.
[[nodiscard]] bool tuning();

/// The folder given with `--photos`: photos of codes, each with its text beside it. It may be missing.
[[nodiscard]] std::string photos_folder();

} // namespace guichet::bench
