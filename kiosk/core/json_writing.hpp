#pragma once
// Objects of JSON as we write them.

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <utility>

namespace guichet {

/// A member of an object that is being made.
struct JsonMember {
    template <typename Value>
    JsonMember(const char* name_, Value&& value_) : name(name_), value(std::forward<Value>(value_)) {}

    const char* name;
    mutable nlohmann::json value; ///< is moved out of the list that it was written in
};

/// Adds members of other names to an object.
inline void add_members(nlohmann::json& object, std::initializer_list<JsonMember> members) {
    for (const auto& member : members)
        object.emplace(member.name, std::move(member.value));
}

/// An object of these members. With the library's own lists in braces it would cost three times as much:
/// there each pair is a list first, and is looked at to see what it might be.
[[nodiscard]] inline nlohmann::json json_object(std::initializer_list<JsonMember> members) {
    auto object = nlohmann::json::object();
    add_members(object, members);
    return object;
}

} // namespace guichet
