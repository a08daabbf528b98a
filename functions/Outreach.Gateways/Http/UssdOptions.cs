namespace Outreach.Gateways;

/// <summary>Settings of a gateway that shows screens.</summary>
public abstract class UssdOptions : KeyedOptions
{
    private const int Least = 80;

    /// <summary>The hard cap of the network, from GSM 04.80.</summary>
    private const int Most = 182;

    /// <summary>The septets that the gateway takes for a screen. Longer ones are shown in pages.</summary>
    public int ScreenSeptets { get; set; } = 160;

    private protected string? ScreenProblem(string section) =>
        ScreenSeptets is < Least or > Most ? $"Set {section}:ScreenSeptets to a number from {Least} to {Most}." : null;
}
