namespace Outreach.Core.Subscribers;

/// <summary>A place in the USSD dialogue, stored by name in the session's trail.</summary>
public abstract record Screen
{
    /// <summary>Whether the screen shows personal data, so that the PIN comes first.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Whether the screen needs the account loaded.</summary>
    public virtual bool NeedsAccount => false;

    /// <summary>Whether the screen needs the person loaded.</summary>
    public virtual bool NeedsPerson => false;

    /// <summary>Whether the screen needs the person's courses loaded.</summary>
    public virtual bool NeedsLearning => false;

    /// <summary>Whether the screen refuses the last input; keys typed ahead are then dropped.</summary>
    public virtual bool Complains => false;

    /// <summary>Whether the screen asks for a binding yes; keys typed before it was shown do not answer it.</summary>
    public virtual bool MustBeSeen => false;

    /// <summary>Whether a key means what its line said: if the lines have changed since, they are shown anew and nothing is done.</summary>
    public virtual bool BindsItsLines => MustBeSeen;
}

public abstract record AccountScreen : Screen
{
    public override bool IsPersonal => true;
    public override bool NeedsAccount => true;
}
