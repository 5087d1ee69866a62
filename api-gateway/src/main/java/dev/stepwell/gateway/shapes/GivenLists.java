package dev.stepwell.gateway.shapes;

import java.util.Set;

/**
 * Tells whether a list without elements was given or left out, which protobuf does not keep.
 */
@FunctionalInterface
public interface GivenLists {
    /** gRPC clients cannot say it: a required list counts as given, any other as left out. */
    GivenLists BY_NEED = (path, required) -> required;

    /** Whether the list at that path, such as {@code a.1.member.b}, was given. */
    boolean given(String path, boolean required);

    /** Those of a request that said it. */
    static GivenLists of(Set<String> paths) {
        return (path, required) -> paths.contains(path);
    }
}
