package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is answered with an error. */
public final class Errors {

    private Errors() {}

    public static RegistryException refused(ErrorCode code, ThrowingCallable call) {
        var thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(RegistryException.class);
        var error = (RegistryException) thrown;
        assertThat(error.code()).isEqualTo(code);
        return error;
    }
}
