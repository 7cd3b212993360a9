package io.nact;

/**
 * The asked actor waits, through the stages that the turns in between have returned, for the one that asked: none of them
 * would ever answer.
 */
public class AskCycleException extends ActorException {

    private static final long serialVersionUID = 1L;

    public AskCycleException(String message) {
        super(message);
    }
}
