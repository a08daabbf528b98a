namespace Outreach.Core.Kernel;

/// <summary>A command to an aggregate. Storage keeps a derived type under its <see cref="StoredAsAttribute"/> name.</summary>
public abstract record Command;

/// <summary>The time of a <see cref="WakeAt"/> has come; the aggregate looks up what is due.</summary>
[StoredAs("Wake")] public sealed record Wake : Command;

/// <summary>
/// The result of a decision: the next state (the same object when nothing changed), effects, and a reply. The effects are carried out after
/// the commit; the reply goes to the caller at once.
/// </summary>
public sealed record Outcome<TState>(TState? State, IReadOnlyList<Effect> Effects, object? Reply = null) where TState : class
{
    /// <summary>An unchanged state without effects.</summary>
    public static Outcome<TState> Nothing(TState? state, object? reply = null) => new(state, [], reply);
}
