package io.nact.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link ProjectionsEndpoint} answers. The names are what clients rely on; what is null is left out. */
public sealed interface ProjectionsDescription {

    /** All projections, by name. */
    record All(List<One> projections) implements ProjectionsDescription {}

    /** One projection. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(
            String name,
            String state,
            long position,
            long head,
            long lag,
            @Nullable Long failedPosition,
            @Nullable String error)
            implements ProjectionsDescription {}

    /** There is no such projection. */
    record Unknown(String error) implements ProjectionsDescription {}

    /** There is something wrong with the question. */
    record Mistake(String error) implements ProjectionsDescription {}

    /** It cannot be done to the projection as it is. */
    record Refused(String error) implements ProjectionsDescription {}

    /** The store did not answer, or the projection was being worked at for long: another time it may. */
    record Unavailable(String error) implements ProjectionsDescription {}
}
